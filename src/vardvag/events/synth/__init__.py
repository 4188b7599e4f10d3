"""A seeded synthetic country in the national format. Nothing here is about a real person."""
