//! The deviations, by name.

/// Declares the kinds with their stable names, so that neither list can lack one.
macro_rules! kinds {
    ($($(#[doc = $doc:literal])+ $kind:ident = $name:literal,)+) => {
        /// A deviation from OpenAPI that is repaired.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[non_exhaustive]
        pub enum RepairKind {
            $($(#[doc = $doc])+ $kind,)+
        }

        impl RepairKind {
            /// All of them, in order.
            pub const ALL: &'static [Self] = &[$(Self::$kind,)+];

            /// The stable name that reports and `lock.toml` use.
            #[must_use]
            pub fn as_str(self) -> &'static str {
                match self {
                    $(Self::$kind => $name,)+
                }
            }

            /// The deviation in one sentence.
            #[must_use]
            pub fn explanation(self) -> &'static str {
                match self {
                    $(Self::$kind => concat!($($doc),+).trim_ascii(),)+
                }
            }
        }
    };
}

kinds! {
    /// `info`, its title or its version is missing.
    MissingInfo = "missing_info",
    /// A server's URL ends in `/undefined`.
    UndefinedServer = "undefined_server",
    /// A key occurs twice in one object; the last one counts.
    DuplicateKey = "duplicate_key",
    /// `externalDocs` has `api_ref` and `api_endpoint` rather than `url`.
    ExternalDocsKeys = "external_docs_keys",
    /// `externalDocs` has no `url`.
    ExternalDocsWithoutUrl = "external_docs_without_url",
    /// An operation has no `responses`.
    MissingResponses = "missing_responses",
    /// A response has no `description`.
    MissingDescription = "missing_description",
    /// Two operations have one `operationId`.
    RepeatedOperationId = "repeated_operation_id",
    /// An operation has a key OpenAPI doesn't know.
    UnknownOperationKey = "unknown_operation_key",
    /// A method is spelt in upper case.
    UpperCaseMethod = "upper_case_method",
    /// A method is no HTTP method OpenAPI knows, mostly the empty string.
    UnknownMethod = "unknown_method",
    /// A path parameter is not marked as required.
    OptionalPathParameter = "optional_path_parameter",
    /// A parameter's or a body's `required` is a string.
    StringRequired = "string_required",
    /// A parameter has neither `schema` nor `content`.
    MissingSchema = "missing_schema",
    /// A parameter's description says that commas separate its values, which nothing else does.
    CommaSeparated = "comma_separated",
    /// A parameter is declared twice in one list.
    DuplicateParameter = "duplicate_parameter",
    /// A body is declared as multipart only because its path contains "media".
    MultipartWithoutFile = "multipart_without_file",
    /// A body is required but has no properties.
    EmptyRequiredBody = "empty_required_body",
    /// A schema's keyword is misspelt.
    MisspeltKeyword = "misspelt_keyword",
    /// A property says by itself whether it is required, which belongs into its parent's list.
    BooleanRequired = "boolean_required",
    /// A list of required properties is empty.
    EmptyRequired = "empty_required",
    /// A list of required properties names one twice, or holds something that is no name.
    RepeatedRequired = "repeated_required",
    /// A `type` is none of OpenAPI's.
    NonstandardType = "nonstandard_type",
    /// An array has no `items`.
    ArrayWithoutItems = "array_without_items",
    /// An `enum` stands in the `items` of something that is no array, or on an array rather than its items.
    MisplacedEnum = "misplaced_enum",
    /// An `enum` is no list, is empty or has a value twice.
    MalformedEnum = "malformed_enum",
    /// The values of an `enum` are sentences, several in one, empty, or pieces of a regular expression.
    ProseEnum = "prose_enum",
    /// A type, an example or a description lists the values of a text with signs between them.
    ListedValues = "listed_values",
    /// The values of an `enum` are of another type than stated.
    EnumOfOtherType = "enum_of_other_type",
    /// A default is of another type than stated.
    DefaultOfOtherType = "default_of_other_type",
    /// An example is `""`, `[]` or `{}` and stands for none.
    FillerExample = "filler_example",
    /// A path key has no leading slash.
    MissingSlash = "missing_slash",
    /// A path key begins with a scheme and host.
    AbsolutePath = "absolute_path",
    /// A path key has spaces or line breaks.
    PathWhitespace = "path_whitespace",
    /// A path key has invisible characters.
    PathInvisible = "path_invisible",
    /// A path key has an empty segment, `//`.
    PathDoubleSlash = "path_double_slash",
    /// A path key has a query string.
    PathQuery = "path_query",
    /// All path keys begin with the provider's name.
    ProviderPrefix = "provider_prefix",
    /// A path key has a stray brace.
    PathBrace = "path_brace",
    /// A path parameter has no place in the path key; the key was rebuilt.
    UntemplatedPath = "untemplated_path",
    /// A path parameter has no place in the path key, and none could be found.
    OldPathOnly = "old_path_only",
    /// A verb that the path key glues to a literal segment; the key was rebuilt.
    GluedVerb = "glued_verb",
    /// What an operation says it is isn't at its path key: the service answers for another one there.
    ContradictingEndpoint = "contradicting_endpoint",
    /// A required parameter or member is a credential that the service sends by itself.
    CredentialOfTheService = "credential_of_the_service",
    /// A path key has a parameter that is not declared.
    UndeclaredPathParameter = "undeclared_path_parameter",
    /// Two path keys are the same once repaired.
    PathCollision = "path_collision",
}

impl std::fmt::Display for RepairKind {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(self.as_str())
    }
}
