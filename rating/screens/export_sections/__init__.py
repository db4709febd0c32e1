"""What 导出 is made of: Word papers made on request, and the template of the letters."""
