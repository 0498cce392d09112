//! Query batches.

use crate::engines::for_each_engine;
use crate::sample::{commit, county, enter_register, month, query_batch};

#[test]
fn a_query_batch_is_read_back_as_it_was_and_its_name_stands_once() {
    for_each_engine(async |engine| {
        let store = engine.store().await;
        commit(&store, "register", enter_register).await;
        commit(&store, "again", async |act| {
            let mut renamed = query_batch(2);
            renamed.name = query_batch(1).name;
            renamed.members.clear();
            assert_eq!(act.add_query_batches(&[renamed]).await?.existing, 1, "{}", engine.name);
            act.add_query_batches(&[query_batch(2)]).await.map(|_| ())
        })
        .await;
        let view = store.view(county()).await.expect("a view");
        assert_eq!(view.query_batches(None).await.expect("batches"), [query_batch(1), query_batch(2)]);
        assert_eq!(view.query_batches(Some(month("2022-09"))).await.expect("batches"), []);
    });
}
