// run: undefined behaviour 8 `add` is called with a value of type `f32` where it has `u32`
fn add(x: u32) -> u32 {
    x + 1
}

fn main() {
    let other: fn(f32) -> u32 = unsafe { std::mem::transmute(add as fn(u32) -> u32) };
    other(1.0);
}
