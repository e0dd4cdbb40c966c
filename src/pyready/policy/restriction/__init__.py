"""Judges what Software Restriction Policies would let run; pure, and started from nothing but the policy."""
