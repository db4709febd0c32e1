"""Results as plain tables for those who reckon on: CSV for a spreadsheet, Parquet for analysts."""
