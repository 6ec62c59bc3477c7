//! YAML in, canonical YAML out: the only place that knows serde_yaml.
