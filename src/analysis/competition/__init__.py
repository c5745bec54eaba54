"""What is known of who was placed: known names, who could take part, status, and bounds over all completions.

Here belongs what turns missing names into open slots and open slots into intervals; nothing else does that. What is
counted with it, and why a reader would ask, belongs to `analysis.statistics`.
"""
