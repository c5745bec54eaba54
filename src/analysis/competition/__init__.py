"""What is known of who was placed: known names, who could take part, status, and bounds over all completions."""
