use registry::*;
use std::time::Instant;
use store::*;
use vocabulary::*;
#[tokio::main]
async fn main() {
    let arg = std::env::args().nth(1).unwrap();
    let server;
    let arg = if arg == "pg" {
        server = store::test_postgres::TestServer::start().unwrap();
        server.empty_database().unwrap()
    } else {
        arg
    };
    let county = RegionCode::parse("990101").unwrap();
    let store = Store::open(&Place::parse(&arg).unwrap(), Keyring::random().unwrap()).await.unwrap();
    store.migrate().await.unwrap();
    let day = |t: &str| Date::parse(t).unwrap();
    let entry =
        AuditEntry { moment_ms: 0, official: None, act: "a".into(), subject: "".into(), rows: 0, detail: serde_json::json!({}) };
    let m = 1_000_000i64;
    let facts: Vec<Fact> = (0..m)
        .map(|i| Fact {
            id: Id::new(i + 1).unwrap(),
            person: Id::new(i / 20 + 1).unwrap(),
            kind: FactKind::TABLE[(i % 20) as usize].0,
            value: FactValue(i),
            days: DateRange::starting(day("2022-10-01")),
            department: 3,
            recorded: Sequence(0),
            supersedes: None,
            source: Source::Cell(CellRef { file: Id::new(1).unwrap(), sheet: 0, row: (i / 20) as u32, column: (i % 20) as u16 }),
        })
        .collect();
    let t = Instant::now();
    let mut act = store.act(county).await.unwrap();
    println!("{:?}", act.add_facts(&facts).await.unwrap());
    let a = t.elapsed();
    act.commit(&entry).await.unwrap();
    println!("facts/s {:.0} (commit {:?})", m as f64 / t.elapsed().as_secs_f64(), t.elapsed() - a);
    for _ in 0..2 {
        let t = Instant::now();
        let view = store.view(county).await.unwrap();
        let r = view.register(None).await.unwrap();
        println!("register {} {:?}", r.facts_of(Id::new(1).unwrap()).len(), t.elapsed());
    }
}
