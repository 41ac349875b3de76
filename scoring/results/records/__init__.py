"""What a run says of cases: measures with their breakdowns, deadlines, cases, and which could not be judged."""
