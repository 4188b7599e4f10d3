"""What it is worth: the vocabulary of agreements, settlement with its explanation, scenarios and reconciliation. Sees cells, never people: imports only base."""
