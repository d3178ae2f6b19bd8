"""Who is there: tables of people read and checked, reporting lines, conditions, made-up people."""

from mentorkit.people.columns import ColumnSpec, ReadTable, TableCard, TableSpec
from mentorkit.people.people import People, read_people
from mentorkit.people.tables import named, read_table

__all__ = ["ColumnSpec", "People", "ReadTable", "TableCard", "TableSpec", "named", "read_people", "read_table"]
