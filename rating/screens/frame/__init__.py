"""What stands around every page: navigation, heading, foot, style, downloads, empty pages."""
