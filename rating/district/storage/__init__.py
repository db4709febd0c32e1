"""Where and how it is kept: the tables, transactions, migrations, the archive of evaluations, backup."""
