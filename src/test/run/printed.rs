// run: clean
// output: plain
// output: 5 and -3 and true
// output: text "quoted" c end
fn main() {
    let text = String::from("text");
    println!("plain");
    println!("{} and {} and {}", 5, -3i8, true);
    println!("{text} {:?} {} {}", "quoted", 'c', &"end");
}
