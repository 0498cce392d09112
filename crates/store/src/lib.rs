//! The only database code: schema, migrations, queries, encryption, audit chain.
