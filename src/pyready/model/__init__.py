"""What everybody may import: hosts, readings, facts, outcomes, the record. It imports nothing of ours."""
