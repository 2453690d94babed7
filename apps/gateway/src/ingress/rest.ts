import express, { type Router } from "express";
import type { Gateway } from "../gateway.ts";

export function restRoutes(_gateway: Gateway): Router {
  return express.Router();
}
