"""Files that hold a table (CSV, workbook, Parquet), opened in one way. What the columns mean is not here."""
