"""How people reach it on the web: settings, store, identity and pages. Calls use-cases; decides nothing itself."""
