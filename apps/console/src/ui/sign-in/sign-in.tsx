import { useState, type FormEvent, type ReactNode } from "react";
import { Form } from "react-aria-components";
import { useActions, useConsoleState, useText } from "../console-context.tsx";
import { Button } from "../parts/button.tsx";
import { Field } from "../parts/field.tsx";
import { DemoAgents } from "./demo-agents.tsx";
import { Wordmark } from "../parts/wordmark.tsx";

/** Who is there. After the end of a session it stands in the console's place; drafts wait behind it. */
export function SignIn(): ReactNode {
  const session = useConsoleState((state) => state.session);
  const actions = useActions();
  const text = useText();
  const known = session.state === "signed-out" ? session.known : null;
  const [tenant, setTenant] = useState(known?.tenant ?? "");
  const [email, setEmail] = useState(known?.email ?? "");
  const [password, setPassword] = useState("");
  const [missing, setMissing] = useState(false);
  if (session.state !== "signed-out") return null;

  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const whole = tenant.trim() !== "" && email.trim() !== "" && password !== "";
    setMissing(!whole);
    const inputs = [...event.currentTarget.querySelectorAll("input")];
    if (!whole) inputs.find(({ value }) => value.trim() === "")?.focus();
    if (whole && !session.busy) void actions.signIn(tenant.trim(), email.trim(), password);
  };
  const need = (value: string): string | null =>
    missing && value.trim() === "" ? text("signin.required") : null;

  return (
    <main className="signin">
      <div className="signin-card">
        <Wordmark />
        <h1>{text("signin.title")}</h1>
        {known !== null && (
          <p className="strip strip-plain" role="alert">
            {text("signin.expired")}
          </p>
        )}
        {session.error !== null && (
          <p className="strip strip-danger" role="alert">
            {text(session.error)}
          </p>
        )}
        <Form onSubmit={submit} className="signin-form" validationBehavior="aria">
          <Field
            label={text("signin.tenant")}
            value={tenant}
            onChange={setTenant}
            error={need(tenant)}
            autoComplete="organization"
            spellCheck="false"
          />
          <Field
            label={text("signin.email")}
            value={email}
            onChange={setEmail}
            error={need(email)}
            type="email"
            autoComplete="username"
          />
          <Field
            label={text("signin.password")}
            value={password}
            onChange={setPassword}
            error={need(password)}
            type="password"
            autoFocus={known !== null}
            autoComplete="current-password"
          />
          <Button
            type="submit"
            look="primary"
            label={text(session.busy ? "signin.busy" : "signin.submit")}
            isDisabled={session.busy}
          />
        </Form>
        {session.demo !== null && (
          <DemoAgents
            demo={session.demo}
            onUse={(agent) => {
              setTenant(agent.tenant);
              setEmail(agent.email);
              setPassword(agent.password);
              void actions.signIn(agent.tenant, agent.email, agent.password);
            }}
          />
        )}
      </div>
    </main>
  );
}
