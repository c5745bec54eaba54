"""What a page is made of: headings, paragraphs, tables and charts, as a notebook shows them."""
