"""How bulk work runs: connections, dialects, and a runner of named SQL steps. No meaning in here."""
