"""Sections of the page 站点名册: districts, streets, stations, import of the roster."""
