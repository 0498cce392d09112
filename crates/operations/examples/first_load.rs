//! The first load of a county, measured: `cargo run --release -p operations --example first_load -- [PERSONS] [DATABASE]`.
//!
//! Makes a register of PERSONS (340,000) in 18 files and, for the same month, 18 village reports on every tenth family, all
//! made up and in memory, imports them one by one as the command does, then the same content again in new files, and prints
//! seconds, facts and the largest resident size. It works in a folder of its own, which it removes.

use std::fmt::Write as _;
use std::time::Instant;

use operations::{
    Account, Imported, Office, Premises, Repeat, Role, SetUp, Settings, authorisation_days, import, query_batch_days, set_up,
};
use vocabulary::{CitizenId, Date, Month, RegionCode};

const FILES: u32 = 18;
const PERSONS_OF_A_FAMILY: u32 = 4;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let persons: u32 = arguments.next().map_or(Ok(340_000), |text| text.parse())?;
    let database = arguments.next();
    let folder = std::env::temp_dir().join(format!("doudi-first-load-{}", std::process::id()));
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    let measured = runtime.block_on(load(&Premises { data: folder.clone(), database }, persons));
    std::fs::remove_dir_all(&folder)?;
    measured
}

async fn load(premises: &Premises, persons: u32) -> Result<(), Box<dyn std::error::Error>> {
    let office = set_up(premises, &order()?).await?;
    let january = Month::parse("2022-01")?;
    for month in [january, january.next()] {
        let (mut all, mut made) = (Total::default(), 0.0);
        for (what, write) in [("register", register as fn(u32, u32, Month) -> String), ("village reports", report)] {
            let mut total = Total::default();
            for file in 0..FILES {
                let at = Instant::now();
                let bytes = write(file, persons / FILES, month).into_bytes();
                made += at.elapsed().as_secs_f64();
                total.add(&import_one(&office, month, &format!("{what} {file} {month}.csv"), &bytes).await?);
            }
            total.tell(&format!("{month} {what}"));
            all.join(&total);
        }
        all.tell(&format!("{month} all"));
        println!("  (making the files took {made:.1} s and is not counted)");
    }
    if let Ok(status) = std::fs::read_to_string("/proc/self/status") {
        status.lines().filter(|line| line.starts_with("VmHWM")).for_each(|line| println!("{line}"));
    }
    Ok(())
}

#[derive(Default)]
struct Total {
    seconds: f64,
    processor: f64,
    rows: i64,
    persons: usize,
    facts: usize,
    unchanged: usize,
    clues: usize,
    complaints: usize,
}

impl Total {
    fn add(&mut self, (seconds, processor, file): &(f64, f64, Imported)) {
        self.join(&Total {
            seconds: *seconds,
            processor: *processor,
            rows: file.rows,
            persons: file.persons,
            facts: file.facts,
            unchanged: file.unchanged,
            clues: file.clues,
            complaints: file.complaints.len(),
        });
    }

    fn join(&mut self, other: &Total) {
        self.seconds += other.seconds;
        self.processor += other.processor;
        self.rows += other.rows;
        self.persons += other.persons;
        self.facts += other.facts;
        self.unchanged += other.unchanged;
        self.clues += other.clues;
        self.complaints += other.complaints;
    }

    fn tell(&self, what: &str) {
        println!(
            "{what}: {:.1} s, of processors {:.1} s; {} rows, {} new persons, {} new facts, {} unchanged, {} clues, {} complaints",
            self.seconds, self.processor, self.rows, self.persons, self.facts, self.unchanged, self.clues, self.complaints
        );
    }
}

async fn import_one(
    office: &Office,
    month: Month,
    name: &str,
    bytes: &[u8],
) -> Result<(f64, f64, Imported), Box<dyn std::error::Error>> {
    let officer = office.context("officer", Some(month.last_day())).await?;
    let (at, used) = (Instant::now(), processor_seconds());
    let imported = import::import(office, &officer, month, name, bytes, Repeat::Told).await?;
    Ok((at.elapsed().as_secs_f64(), processor_seconds() - used, imported))
}

/// Seconds that processors worked for this process: on a machine with other work the honest measure. Zero where the system
/// does not tell.
fn processor_seconds() -> f64 {
    let Ok(stat) = std::fs::read_to_string("/proc/self/stat") else { return 0.0 };
    let after_name = stat.rsplit(')').next().unwrap_or_default();
    let ticks: f64 = after_name.split_whitespace().skip(11).take(2).filter_map(|field| field.parse::<f64>().ok()).sum();
    ticks / 100.0
}

fn order() -> Result<SetUp, Box<dyn std::error::Error>> {
    let region = RegionCode::parse("620521")?;
    let (name, text) = policy::model_county();
    Ok(SetUp {
        settings: Settings {
            county: region.to_string(),
            issuer: "县民政局".to_owned(),
            document_sign: "民发".to_owned(),
            addressee: "县人民政府".to_owned(),
            original_retention_days: 1095,
            authorisation_days: authorisation_days(),
            query_batch_days: query_batch_days(),
        },
        policy: None,
        policy_files: vec![(name.to_owned(), text.to_owned())],
        officials: vec![Account {
            login: "officer".into(), name: "县级业务人员".into(), role: Role::CountyOfficer, region
        }],
    })
}

/// A made-up person: place in the county, number, name.
fn person(file: u32, at: u32, of_file: u32) -> (CitizenId, String) {
    const SURNAMES: [&str; 20] =
        ["王", "李", "张", "刘", "陈", "杨", "赵", "黄", "周", "吴", "徐", "孙", "胡", "朱", "高", "林", "何", "郭", "马", "罗"];
    const GIVEN: [&str; 40] = [
        "伟", "芳", "娜", "敏", "静", "丽", "强", "磊", "军", "洋", "勇", "艳", "杰", "娟", "涛", "明", "超", "秀", "霞", "平",
        "刚", "桂", "英", "华", "玉", "兰", "红", "建", "国", "志", "文", "春", "梅", "海", "燕", "波", "宁", "凤", "鹏", "飞",
    ];
    let key = file * of_file + at;
    // Each day of birth has its share, so that no two share a number.
    let day = Date::new(1940, 1, 1).expect("a day").plus_days(i32::try_from(key % 28_000).expect("a small number"));
    let sequence = u16::try_from(key / 28_000 + 1).expect("few persons share a day of birth");
    let number = CitizenId::compose(620_521, day, sequence).expect("a number");
    let sign = |list: &[&str], mix: u32| {
        list[(key.wrapping_mul(2_654_435_761).rotate_left(mix) % u32::try_from(list.len()).expect("short")) as usize].to_owned()
    };
    (number, format!("{}{}{}", sign(&SURNAMES, 3), sign(&GIVEN, 9), sign(&GIVEN, 21)))
}

fn village(file: u32, at: u32) -> u64 {
    620_521_100_000 + u64::from(file) * 1_000 + 201 + u64::from(at / 1_300)
}

fn family(file: u32, at: u32) -> String {
    format!("62052{file:02}{:06}", at / PERSONS_OF_A_FAMILY)
}

fn register(file: u32, of_file: u32, _month: Month) -> String {
    let mut text = String::from("户号,姓名,公民身份号码,与户主关系,户口性质,村（居）代码,手机号码\n");
    for at in 0..of_file {
        let (number, name) = person(file, at, of_file);
        let relation = ["户主", "配偶", "子", "女"][(at % PERSONS_OF_A_FAMILY) as usize];
        let (family, village) = (family(file, at), village(file, at));
        writeln!(text, "{family},{name},{},{relation},农业,{village},139{:08}", number.reveal(), file * of_file + at)
            .expect("a text takes everything");
    }
    text
}

fn report(file: u32, of_file: u32, month: Month) -> String {
    let mut text = String::from(
        "户号,姓名,身份证号,村（居）代码,申请日期,申请方式,授权书签署日期,工资性收入（元/年）,务工月数,经营净收入（元/年）,财产净收入（元/年）,\
         赡养抚养费收入（元/年）,职工养老金（元/月）,基础养老金（元/月）,高龄津贴（元/月）,其他转移净收入（元/年）,其他收入（元/年）,不计入收入款项（元/年）,支出赡养费及社保（元/年）,\
         劳动能力,重特大疾病,自付医疗支出（元/年）,在读情况,就业状况,货币财产（元）,住房套数,机动车辆数,商铺企业数\n",
    );
    for at in (0..of_file).filter(|at| (at / PERSONS_OF_A_FAMILY).is_multiple_of(3)) {
        let (number, name) = person(file, at, of_file);
        let (family, village) = (family(file, at), village(file, at));
        let applied = if at % PERSONS_OF_A_FAMILY == 0 { "2022-01-03,整户,2022-01-03" } else { ",," };
        let wages = 1_000 * (at % 9) + u32::from(month.month() == 2 && at % 50 == 0);
        writeln!(
            text,
            "{family},{name},{},{village},{applied},{wages},{},100,0,0,0,0,0,0,0,0,0,有,否,0,无,务农,500,1,0,0",
            number.reveal(),
            at % 9
        )
        .expect("a text takes everything");
    }
    text
}
