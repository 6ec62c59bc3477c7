//! Deviations from OpenAPI that any document may have, each repaired and counted.
