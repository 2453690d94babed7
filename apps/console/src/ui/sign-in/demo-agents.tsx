import type { DemoView } from "@aside/protocol";
import { UserRound } from "lucide-react";
import type { ReactNode } from "react";
import { useText } from "../console-context.tsx";
import { Button } from "../parts/button.tsx";

interface Props {
  readonly demo: DemoView;
  readonly onUse: (agent: { tenant: string; email: string; password: string }) => void;
}

/** The seeded agents; the gateway names them only where it was started as a demonstration. */
export function DemoAgents({ demo, onUse }: Props): ReactNode {
  const text = useText();
  return (
    <section className="signin-demo" aria-label={text("signin.demo")}>
      <p>{text("signin.demo")}</p>
      <ul>
        {demo.agents.map((agent) => (
          <li key={agent.email}>
            <Button
              icon={<UserRound size={16} aria-hidden="true" />}
              label={agent.email}
              onPress={() =>
                onUse({ tenant: demo.tenant, email: agent.email, password: agent.password })
              }
            />
            <span className="quiet">
              {text("signin.demo.password", { password: agent.password })}
              {agent.role === "supervisor" && ` · ${text("role.supervisor")}`}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
