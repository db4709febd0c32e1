"""Who is asking, and what they may do: roles, accounts, passwords, sessions."""
