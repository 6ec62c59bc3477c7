//! The kinds of change and their verdicts: one table, from which the documentation is made too.

mod table;
mod verdict;

pub use table::table;
pub use verdict::{Direction, Rust, Wire};

/// A row of the table: a kind of change.
#[derive(Debug)]
pub struct Row {
    /// The kind.
    pub kind: Kind,
    /// Its place in the checklist: a letter for the subject and a number.
    pub rule: &'static str,
    /// Its name in reports.
    pub name: &'static str,
    /// Verdict where the thing is sent, or travels nowhere.
    pub sent: Wire,
    /// Verdict where it is received.
    pub received: Wire,
    /// Verdict for callers where it is sent, or travels nowhere.
    pub rust_sent: Rust,
    /// Verdict for callers where it is received.
    pub rust_received: Rust,
}

macro_rules! wire {
    (ok) => {
        Wire::Compatible
    };
    (warning) => {
        Wire::Warning
    };
    (breaking) => {
        Wire::Breaking
    };
}

macro_rules! rust {
    (none) => {
        Rust::None
    };
    (lint) => {
        Rust::Lint
    };
    (behaviour) => {
        Rust::Behaviour
    };
    (breaking) => {
        Rust::Breaking
    };
}

macro_rules! kinds {
    ($($kind:ident $rule:literal $name:literal $sent:ident/$received:ident $rust_sent:ident/$rust_received:ident;)*) => {
        /// A kind of change.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[expect(missing_docs, reason = "each is documented by its name in the table")]
        pub enum Kind { $($kind),* }

        /// Every kind, in the order of [`Kind`].
        pub static TABLE: &[Row] = &[$(Row {
            kind: Kind::$kind,
            rule: $rule,
            name: $name,
            sent: wire!($sent),
            received: wire!($received),
            rust_sent: rust!($rust_sent),
            rust_received: rust!($rust_received),
        }),*];
    };
}

kinds! {
    OperationAdded "A1" "operation-added" ok/ok none/none;
    OperationRemoved "A2" "operation-removed" breaking/breaking breaking/breaking;
    OperationRemovedEarly "A2" "promised-operation-removed" breaking/breaking breaking/breaking;
    DeprecatedOperationRemoved "A2" "deprecated-operation-removed" ok/ok breaking/breaking;
    OperationMoved "A3" "operation-moved" breaking/breaking behaviour/behaviour;
    PrefixMoved "A3" "prefix-moved" ok/ok behaviour/behaviour;
    UrlChanged "A3" "url-changed" warning/warning behaviour/behaviour;
    FixedQueryChanged "A3" "fixed-query-changed" breaking/breaking behaviour/behaviour;
    OperationRenamed "A4" "operation-renamed" ok/ok breaking/breaking;
    OperationIdChanged "A4" "operation-id-changed" ok/ok none/none;
    GroupChanged "A5" "group-changed" ok/ok breaking/breaking;
    GroupMoved "A5" "group-moved" ok/ok breaking/breaking;
    TagChanged "A5" "tag-changed" ok/ok none/none;
    PathParameterRenamed "A6" "path-parameter-renamed" ok/ok none/none;
    QueryKeyOfPathParameterRenamed "A6" "query-key-of-path-parameter-renamed" warning/warning behaviour/behaviour;
    Deprecated "A7" "deprecated" ok/ok lint/lint;
    NoLongerDeprecated "A7" "no-longer-deprecated" ok/ok none/none;
    PaginationChanged "A10" "pagination-changed" ok/ok none/none;
    WebhookAdded "A11" "webhook-added" ok/ok none/none;
    WebhookRemoved "A11" "webhook-removed" breaking/breaking breaking/breaking;
    WebhookRenamed "A11" "webhook-renamed" ok/ok breaking/breaking;
    WebhookPayloadChanged "A11" "webhook-payload-changed" breaking/breaking breaking/breaking;
    WebhookPayloadNarrowed "A11" "webhook-payload-narrowed" ok/ok breaking/breaking;
    WebhooksToldOtherwise "A11" "webhooks-told-otherwise" breaking/breaking behaviour/behaviour;
    SunsetAnnounced "A12" "sunset-announced" ok/ok none/none;
    SunsetBroughtForward "A12" "sunset-brought-forward" breaking/breaking none/none;
    SunsetPostponed "A12" "sunset-postponed" ok/ok none/none;
    SunsetWithdrawn "A12" "sunset-withdrawn" warning/warning none/none;
    StabilityLowered "A13" "stability-lowered" breaking/breaking none/none;
    StabilityRaised "A13" "stability-raised" ok/ok none/none;
    FeatureAdded "A14" "feature-added" ok/ok none/none;
    FeatureRemoved "A14" "feature-removed" ok/ok breaking/breaking;
    LinksChanged "A9" "links-changed" ok/ok none/none;
    RequiredParameterAdded "B1" "required-parameter-added" breaking/breaking breaking/breaking;
    OptionalParameterAdded "B1" "optional-parameter-added" ok/ok none/none;
    ParameterRemoved "B2" "parameter-removed" warning/warning breaking/breaking;
    ParameterBecameRequired "B3" "parameter-became-required" breaking/breaking breaking/breaking;
    ParameterBecameOptional "B3" "parameter-became-optional" ok/ok breaking/breaking;
    ParameterRelocated "B4" "parameter-relocated" breaking/breaking behaviour/behaviour;
    ParameterTypeChanged "B5" "parameter-type-changed" breaking/breaking breaking/breaking;
    ParameterTypeWidened "B5" "parameter-type-widened" ok/ok breaking/breaking;
    ParameterFormatChanged "B6" "parameter-format-changed" breaking/breaking breaking/breaking;
    ParameterBecameEnum "B7" "parameter-became-enum" breaking/breaking breaking/breaking;
    ParameterNoLongerEnum "B7" "parameter-no-longer-enum" ok/ok breaking/breaking;
    ParameterDefaultChanged "B8" "parameter-default-changed" breaking/breaking behaviour/behaviour;
    ParameterEncodingChanged "B9" "parameter-encoding-changed" breaking/breaking behaviour/behaviour;
    ParameterConstraintAdded "B10" "parameter-constraint-added" breaking/breaking none/none;
    ParameterConstraintTightened "B10" "parameter-constraint-tightened" breaking/breaking none/none;
    ParameterConstraintLoosened "B10" "parameter-constraint-loosened" ok/ok none/none;
    ParameterPatternChanged "B10" "parameter-pattern-changed" warning/warning none/none;
    ParameterBecameNullable "B11" "parameter-became-nullable" ok/ok breaking/breaking;
    ParameterNoLongerNullable "B11" "parameter-no-longer-nullable" breaking/breaking breaking/breaking;
    ArgumentOrderChanged "B12" "argument-order-changed" ok/ok breaking/breaking;
    ArgumentAskedFor "B13" "argument-asked-for" ok/ok breaking/breaking;
    ArgumentFilledIn "B13" "argument-filled-in" ok/ok breaking/breaking;
    RequiredBodyAdded "C1" "required-body-added" breaking/breaking breaking/breaking;
    OptionalBodyAdded "C1" "optional-body-added" ok/ok none/none;
    BodyRemoved "C1" "body-removed" breaking/breaking breaking/breaking;
    BodyBecameRequired "C2" "body-became-required" breaking/breaking breaking/breaking;
    BodyBecameOptional "C2" "body-became-optional" ok/ok breaking/breaking;
    RequestMediaTypeRemoved "C3" "request-media-type-removed" breaking/breaking behaviour/behaviour;
    RequestMediaTypeAdded "C3" "request-media-type-added" ok/ok none/none;
    RequestMediaTypeChanged "C3" "request-media-type-changed" breaking/breaking behaviour/behaviour;
    PartEncodingChanged "C3" "part-encoding-changed" breaking/breaking behaviour/behaviour;
    BodySchemaAppeared "C4" "body-schema-appeared" breaking/breaking breaking/breaking;
    BodySchemaDisappeared "C4" "body-schema-disappeared" ok/ok breaking/breaking;
    BodyTypeChanged "C4" "body-type-changed" breaking/breaking breaking/breaking;
    SuccessStatusRemoved "D1" "success-status-removed" breaking/breaking behaviour/behaviour;
    SuccessStatusAdded "D1" "success-status-added" ok/ok none/none;
    SuccessStatusChanged "D1" "success-status-changed" ok/ok none/none;
    OutputAppeared "D1" "output-appeared" ok/ok breaking/breaking;
    OutputDisappeared "D1" "output-disappeared" breaking/breaking breaking/breaking;
    OutputTypeChanged "D1" "output-type-changed" breaking/breaking breaking/breaking;
    OutputTypeWidened "D1" "output-type-widened" breaking/breaking breaking/breaking;
    OutputTypeNarrowed "D1" "output-type-narrowed" ok/ok breaking/breaking;
    OutputChoiceChanged "D1" "output-choice-changed" ok/ok breaking/breaking;
    AnswerChanged "D1" "answer-changed" breaking/breaking none/none;
    ErrorStatusAdded "D2" "error-status-added" ok/ok none/none;
    ErrorStatusRemoved "D2" "error-status-removed" ok/ok none/none;
    ErrorStatusChanged "D2" "error-status-changed" ok/ok none/none;
    FailureTypeChanged "D2" "failure-type-changed" ok/ok none/none;
    ErrorBodyChanged "D2" "error-body-changed" breaking/breaking breaking/breaking;
    ResponseMediaTypeRemoved "D3" "response-media-type-removed" breaking/breaking behaviour/behaviour;
    ResponseMediaTypeAdded "D3" "response-media-type-added" ok/ok none/none;
    ResponseMediaTypeChanged "D3" "response-media-type-changed" breaking/breaking behaviour/behaviour;
    RequiredHeaderRemoved "D4" "required-header-removed" breaking/breaking breaking/breaking;
    OptionalHeaderRemoved "D4" "optional-header-removed" warning/warning breaking/breaking;
    HeaderBecameOptional "D4" "header-became-optional" breaking/breaking breaking/breaking;
    HeaderBecameRequired "D4" "header-became-required" ok/ok breaking/breaking;
    HeaderAdded "D4" "header-added" ok/ok none/none;
    HeaderTypeChanged "D4" "header-type-changed" breaking/breaking breaking/breaking;
    HeaderSetChanged "D4" "header-set-changed" ok/ok none/none;
    EnvelopeChanged "D5" "envelope-changed" breaking/breaking behaviour/behaviour;
    AnsweredFailureChanged "D6" "answered-failure-changed" ok/ok behaviour/behaviour;
    OptionalFieldAdded "E1" "optional-field-added" ok/ok none/none;
    RequiredFieldAdded "E2" "required-field-added" breaking/ok breaking/breaking;
    RequiredFieldRemoved "E3" "required-field-removed" warning/breaking breaking/breaking;
    OptionalFieldRemoved "E3" "optional-field-removed" warning/warning breaking/breaking;
    FieldBecameRequired "E4" "field-became-required" breaking/ok breaking/breaking;
    FieldBecameOptional "E5" "field-became-optional" ok/breaking breaking/breaking;
    TypeChanged "E6" "type-changed" breaking/breaking breaking/breaking;
    TypeWidened "E7" "type-widened" ok/breaking breaking/breaking;
    TypeNarrowed "E8" "type-narrowed" breaking/ok breaking/breaking;
    FormatChanged "E9" "format-changed" breaking/breaking breaking/breaking;
    BecameNullable "E10" "became-nullable" ok/breaking breaking/breaking;
    NoLongerNullable "E10" "no-longer-nullable" breaking/ok breaking/breaking;
    ConstraintTightened "E11" "constraint-tightened" breaking/ok none/none;
    ConstraintLoosened "E11" "constraint-loosened" ok/breaking none/none;
    PatternChanged "E11" "pattern-changed" warning/warning none/none;
    DefaultChanged "E12" "default-changed" warning/ok behaviour/behaviour;
    AccessChanged "E13" "access-changed" warning/warning none/none;
    BecameOpen "E14" "became-open" ok/ok breaking/breaking;
    BecameClosed "E14" "became-closed" breaking/ok breaking/breaking;
    OthersKept "E14" "others-kept" ok/ok none/none;
    OthersLeftOut "E14" "others-left-out" ok/ok breaking/breaking;
    FieldRenamed "E15" "field-renamed" breaking/breaking breaking/breaking;
    FieldRespelled "E15" "field-respelled" breaking/breaking behaviour/behaviour;
    IdentifierChanged "E15" "identifier-changed" ok/ok breaking/breaking;
    SetterRenamed "E15" "setter-renamed" ok/ok breaking/breaking;
    TypeRenamed "E16" "type-renamed" ok/ok breaking/breaking;
    UnusedSchemaRemoved "E17" "unused-schema-removed" ok/ok none/none;
    UnusedSchemaAdded "E17" "unused-schema-added" ok/ok none/none;
    UnionMemberAdded "E18" "union-member-added" ok/breaking none/behaviour;
    UnionMemberRemoved "E18" "union-member-removed" breaking/ok breaking/breaking;
    DiscriminatorChanged "E20" "discriminator-changed" breaking/breaking behaviour/behaviour;
    ListOrSingle "E21" "list-or-single" breaking/breaking breaking/breaking;
    RecursionChanged "E22" "recursion-changed" ok/ok breaking/breaking;
    DefaultLost "E23" "default-lost" ok/ok breaking/breaking;
    MemberAskedFor "E24" "member-asked-for" ok/ok breaking/breaking;
    MemberNotAskedFor "E24" "member-not-asked-for" ok/ok breaking/breaking;
    MemberFilledIn "E24" "member-filled-in" ok/ok breaking/breaking;
    TypeNoLongerSent "E25" "type-no-longer-sent" ok/ok breaking/breaking;
    TypeSentToo "E25" "type-sent-too" ok/ok none/none;
    ConditionChanged "E26" "condition-changed" warning/warning none/none;
    EnumValueAdded "F1" "enum-value-added" ok/warning none/behaviour;
    EnumValueRemoved "F2" "enum-value-removed" breaking/ok breaking/breaking;
    BecameEnum "F3" "became-enum" breaking/ok breaking/breaking;
    NoLongerEnum "F3" "no-longer-enum" ok/breaking breaking/breaking;
    EnumVariantRenamed "F5" "enum-variant-renamed" ok/ok breaking/breaking;
    ConstantChanged "F6" "constant-changed" breaking/breaking breaking/breaking;
    SecuritySchemeAdded "G1" "security-scheme-added" ok/ok none/none;
    SecuritySchemeRemoved "G1" "security-scheme-removed" breaking/breaking behaviour/behaviour;
    SecuritySchemeChanged "G1" "security-scheme-changed" breaking/breaking behaviour/behaviour;
    SecuritySchemeRenamed "G1" "security-scheme-renamed" ok/ok behaviour/behaviour;
    UnusedSecuritySchemeRemoved "G1" "unused-security-scheme-removed" ok/ok behaviour/behaviour;
    UnusedSecuritySchemeChanged "G1" "unused-security-scheme-changed" ok/ok none/none;
    TokenMoved "G2" "token-moved" breaking/breaking behaviour/behaviour;
    ScopesChanged "G3" "scopes-changed" warning/warning none/none;
    AuthenticationNeeded "G4" "authentication-needed" breaking/breaking behaviour/behaviour;
    AuthenticationNotNeeded "G4" "authentication-not-needed" ok/ok none/none;
    AuthenticationWidened "G4" "authentication-widened" ok/ok none/none;
    AuthenticationChanged "G4" "authentication-changed" breaking/breaking behaviour/behaviour;
    ServerChanged "G5" "server-changed" breaking/breaking behaviour/behaviour;
    ServerOrderChanged "G5" "server-order-changed" ok/ok behaviour/behaviour;
    ServerNoLongerEncrypted "G6" "server-no-longer-encrypted" breaking/breaking behaviour/behaviour;
    ServerAdded "G8" "server-added" ok/ok none/none;
    ServerRemoved "G8" "server-removed" warning/warning breaking/breaking;
    AuthorizationUrlChanged "G7" "authorization-url-changed" warning/warning behaviour/behaviour;
    ErrorCodeAdded "H5" "error-code-added" ok/ok behaviour/behaviour;
    ErrorCodeRemoved "H5" "error-code-removed" ok/ok breaking/breaking;
    AliasesChanged "H5" "aliases-changed" ok/ok behaviour/behaviour;
    Documentation "H6" "documentation" ok/ok none/none;
    Unread "H9" "unread" ok/ok none/none;
}

impl Kind {
    /// Its row of the table.
    #[must_use]
    pub fn row(self) -> &'static Row {
        // The table is made by the same macro, in the same order.
        &TABLE[self as usize]
    }

    /// Its verdict for the wire. What travels both ways gets the worse one.
    #[must_use]
    pub fn wire(self, direction: Direction) -> Wire {
        let row = self.row();
        match direction {
            Direction { sent: true, received: true } => row.sent.max(row.received),
            Direction { received: true, .. } => row.received,
            Direction { .. } => row.sent,
        }
    }

    /// Its verdict for callers of the regenerated crate. What travels both ways gets the worse one.
    #[must_use]
    pub fn rust(self, direction: Direction) -> Rust {
        let row = self.row();
        match direction {
            Direction { sent: true, received: true } => row.rust_sent.max(row.rust_received),
            Direction { received: true, .. } => row.rust_received,
            Direction { .. } => row.rust_sent,
        }
    }
}
