"""Developer tool: bakes a room described in YAML into a 360° picture; visitors' machines only read the JPEG."""
