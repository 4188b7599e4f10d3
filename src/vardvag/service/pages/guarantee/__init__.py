"""The page on which anybody asks whether the care guarantee holds for a wait, and until which day."""
