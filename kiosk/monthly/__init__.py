"""The report of a month: one page a police chief reads, prints and files, and the workbook with all its figures."""
