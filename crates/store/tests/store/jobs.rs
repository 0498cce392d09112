//! Long work that survives a restart.

use serde_json::{Value, json};
use store::{JobClaim, JobRequest, JobState};

use crate::engines::for_each_engine;
use crate::sample::{commit, county, enter_register, id};

fn request(key: i64, holder: &str, now_ms: i64) -> JobRequest {
    let (key_text, kind) = ("round 2022-10".to_owned(), "round".to_owned());
    JobRequest { id: id(key), key: key_text, kind, holder: holder.to_owned(), now_ms, lease_ms: 1000 }
}

#[test]
fn a_job_has_one_holder_until_its_lease_runs_out() {
    for_each_engine(async |engine| {
        let store = engine.store().await;
        let claimed = store.claim_job(county(), &request(1, "a", 5000)).await.expect("claimed");
        assert_eq!(claimed, JobClaim::Claimed { id: id(1), progress: Value::Null }, "{}", engine.name);
        let running = JobClaim::Running { holder: "a".to_owned(), lease_until_ms: 6000 };
        assert_eq!(store.claim_job(county(), &request(2, "b", 5999)).await.expect("asked"), running);
        store.job_progress(county(), id(1), "a", &json!({ "arrow": 2 }), 7000).await.expect("marked");
        assert!(matches!(store.claim_job(county(), &request(2, "b", 6999)).await.expect("asked"), JobClaim::Running { .. }));
        let taken = store.claim_job(county(), &request(2, "b", 7000)).await.expect("claimed");
        assert_eq!(taken, JobClaim::Claimed { id: id(1), progress: json!({ "arrow": 2 }) }, "{}", engine.name);
        let fault = store.job_progress(county(), id(1), "a", &Value::Null, 9000).await.expect_err("a lost it");
        assert_eq!(fault.code(), "store.lease_lost");
    });
}

#[test]
fn a_finished_job_is_not_done_again() {
    for_each_engine(async |engine| {
        let store = engine.store().await;
        store.claim_job(county(), &request(1, "a", 0)).await.expect("claimed");
        store.finish_job(county(), id(1), "a", &json!({ "lines": 3 })).await.expect("finished");
        let again = store.claim_job(county(), &request(2, "b", 99_999)).await.expect("asked");
        assert_eq!(again, JobClaim::Done { result: json!({ "lines": 3 }) }, "{}", engine.name);
        assert_eq!(store.finish_job(county(), id(1), "a", &Value::Null).await.expect_err("done").code(), "store.lease_lost");
    });
}

#[test]
fn a_failed_job_is_taken_up_again_from_its_progress_after_a_restart() {
    for_each_engine(async |engine| {
        let store = engine.store().await;
        store.claim_job(county(), &request(1, "a", 0)).await.expect("claimed");
        store.job_progress(county(), id(1), "a", &json!(7), 1000).await.expect("marked");
        store.fail_job(county(), id(1), "a", "磁盘已满").await.expect("failed");
        store.close().await.expect("it closes");

        let store = engine.open().await;
        let job = store.view(county()).await.expect("a view").job_by_key("round 2022-10").await.expect("read").expect("a job");
        assert_eq!((job.state, job.error.as_deref(), job.attempt), (JobState::Failed, Some("磁盘已满"), 1), "{}", engine.name);
        let claimed = store.claim_job(county(), &request(2, "b", 1)).await.expect("claimed");
        assert_eq!(claimed, JobClaim::Claimed { id: id(1), progress: json!(7) });
        let jobs = store.view(county()).await.expect("a view").jobs().await.expect("jobs");
        assert_eq!((jobs.len(), jobs[0].attempt, jobs[0].error.as_deref()), (1, 2, None));
    });
}

#[test]
fn a_mark_made_in_an_act_lasts_with_the_act_or_not_at_all() {
    for_each_engine(async |engine| {
        let store = engine.store().await;
        store.claim_job(county(), &request(1, "a", 0)).await.expect("claimed");
        let mut act = store.act(county()).await.expect("an act");
        act.job_progress(id(1), "a", &json!(1), 1000).await.expect("marked");
        drop(act);
        let progress = async || store.view(county()).await.expect("a view").jobs().await.expect("jobs")[0].progress.clone();
        assert_eq!(progress().await, Value::Null, "{}", engine.name);
        commit(&store, "work", async |act| {
            enter_register(act).await?;
            act.job_progress(id(1), "a", &json!(2), 1000).await
        })
        .await;
        assert_eq!(progress().await, json!(2), "{}", engine.name);
    });
}
