"""How people reach it on the web: settings, store, identity, pages. Calls use-cases, decides nothing."""
