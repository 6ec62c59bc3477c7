//! The `x-lowcodeapi-*` keys the generator reads and writes: what OpenAPI has no words for.
//!
//! | key | stands on | holds |
//! |---|---|---|
//! | [`NATIVE_URL`] | operation | the provider's own URL |
//! | [`OLD_PATH`] | operation | the old URL format, where the path key was rebuilt |
//! | [`OLD_ONLY`] | operation | `true`: there is only the old URL format |
//! | [`FILLED`] | operation | the places in the provider's URL that the service fills, by a raw definition |
//! | [`UNFILLED`] | operation | the places in the provider's URL that no parameter fills |
//! | [`PATH_PARAMETER`] | parameter | `true`: the service takes it for a path parameter |
//! | [`IDEMPOTENCY`] | header or query parameter, member of a JSON body | whether it is an idempotency key that the service gets |
//! | [`FIXED_QUERY`] | operation | query parameters that are always sent |
//! | [`LEFT_OUT`] | document | operations that can't be called |
//! | [`FILE`] | property or parameter schema | `true`: an uploaded file |
//! | [`NEW_PATH`] | operation | the new URL format, by a raw definition, until `repair` |
//! | [`INFERRED`] | schema | `true`: its shape comes from examples |
//! | [`LEARNED`] | response, schema | `true`: its shape comes from saved answers |
//! | [`ALIASES`] | property schema | other wire names that are read too |
//! | [`SETTER`] | property schema | the name of its setter |
//! | [`CONSTRUCTOR`] | schema | `false`: its constructors are written by hand |
//! | [`CHECK`] | operation | `true`: its body is checked by code written by hand |
//! | [`COMPANION`] | operation, response | where it is from in the provider's own document |
//! | [`BORROWED_ID`] | operation | the `operationId` that it has from the provider's own document |
//! | [`FAILURE`] | document, operation | what tells a failure that is answered with a status of success |
//! | [`ERROR_CODES`] | document | the provider's error codes |
//! | [`WEBHOOKS`] | document | how webhooks are signed and told apart |
//! | [`POSITIONS`] | media type, in the model | whether its schema is that of all parts, or of each |

/// On an operation: the provider's native URL with its `{params}`, a string.
pub const NATIVE_URL: &str = "x-lowcodeapi-native-url";

/// On an operation: the old-format path, a string, where the path key was rebuilt to the new format.
pub const OLD_PATH: &str = "x-lowcodeapi-old-path";

/// On an operation: `true` where its path key is the old format and no new one could be told from the document.
pub const OLD_ONLY: &str = "x-lowcodeapi-old-only";

/// On an operation: the names of the places in the provider's URL that the service fills by itself, by a raw definition, a list
/// of strings.
pub const FILLED: &str = "x-lowcodeapi-filled";

/// On an operation: the names of the places in the provider's URL that no declared parameter fills, a list of strings. The
/// service puts in declared path parameters only, unless it fills a place by itself; an overlay that knows removes the
/// list.
pub const UNFILLED: &str = "x-lowcodeapi-unfilled";

/// On a parameter: `true` where the document has it in the path but its path has no place for it. The parameter is
/// `in: query` then, which is where the old URL format sends it.
pub const PATH_PARAMETER: &str = "x-lowcodeapi-path-parameter";

/// On a header or query parameter, or on a member of a JSON body: `true` where it is an idempotency key that the service gets
/// and honours, so that a call may be repeated on its account, whatever its name; `false` where the parameter of that name is
/// none. Written in overlays.
pub const IDEMPOTENCY: &str = "x-lowcodeapi-idempotency";

/// On an operation: an object of query parameters and their values, found in its path key, that every call sends.
pub const FIXED_QUERY: &str = "x-lowcodeapi-fixed-query";

/// On the document: a list of `{"operation", "pointer", "reason"}`, operations that no client can call.
pub const LEFT_OUT: &str = "x-lowcodeapi-left-out";

/// On a schema: `true` where the document calls it a file; its type is a string of format binary.
pub const FILE: &str = "x-lowcodeapi-file";

/// On a schema: `true` where the document states no shape and this one comes from examples.
pub const INFERRED: &str = "x-lowcodeapi-inferred";

/// On an operation: the path of the new URL format as a raw definition states it, a string. `repair` makes it the
/// path key and removes it.
pub const NEW_PATH: &str = "x-lowcodeapi-new-path";

/// On a media type of parts without names, as the model has it: `"all"` where its schema is that of the list they are, `"each"` where
/// it is that of each. Its encodings go by position: `0`, `1`, and `2..` for the rest.
pub const POSITIONS: &str = "x-lowcodeapi-positions";

/// On a property schema: a list of other wire names that are read too. Written in overlays.
pub const ALIASES: &str = "x-lowcodeapi-aliases";

/// On a property schema: the name of its setter, a string, where the property's own name is wanted for something
/// better, such as a constructor written by hand. Written in overlays.
pub const SETTER: &str = "x-lowcodeapi-setter";

/// On a schema: `false` where `new` is for constructors written by hand only, because its arguments are easily mixed up.
/// Written in overlays.
pub const CONSTRUCTOR: &str = "x-lowcodeapi-constructor";

/// On an operation: `true` where the type of its body implements `lowcodeapi_runtime::Check` by hand, for what no
/// schema says; a call asks it before anything is sent. Written in overlays.
pub const CHECK: &str = "x-lowcodeapi-check";

/// On a response, and on the schemas of objects in it: `true` where saved answers show it and no document describes it.
pub const LEARNED: &str = "x-lowcodeapi-learned";

/// On the document: the provider's error codes, a list of strings, or an object of code to description. Written in
/// overlays.
pub const ERROR_CODES: &str = "x-lowcodeapi-error-codes";

/// On the document, or on an operation that differs: what tells a failure that is answered with a status of success. An
/// object: `member`, the place in the provider's answer, `is`, the value there that means failure (`false` unless it is
/// stated), and where they are the places of its `code` and `message`. A place is a member's name, or a JSON pointer. On
/// an operation `false` means that it has none. Written in overlays.
pub const FAILURE: &str = "x-lowcodeapi-failure";

/// On an operation that the provider's own document has: that document and the place in it, a string. On a response that
/// comes from there: `true`.
pub const COMPANION: &str = "x-lowcodeapi-companion";

/// On an operation: the `operationId` that it has from the provider's own document, a string. It names a method only where it
/// says more than the address does; an id that an overlay puts in its place always does.
pub const BORROWED_ID: &str = "x-lowcodeapi-borrowed-id";

/// On the document: an object with how webhooks reach whoever receives them. `name_header` is the header that has a
/// webhook's name. `signature` says how they are signed: `standard` by Standard Webhooks, which is known too where webhooks
/// have its headers as parameters; else an object with `header`, and where they differ from a hexadecimal signature of the body
/// `prefix`, `encoding` (`hex` or `base64`), `field`, `timestamp_header` or `timestamp_field`, and `content` with `{timestamp}`
/// and `{body}` in it. Written in overlays.
pub const WEBHOOKS: &str = "x-lowcodeapi-webhooks";
