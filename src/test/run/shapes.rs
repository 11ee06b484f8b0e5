// run: clean
#[derive(Clone, Copy, PartialEq)]
enum Shape {
    Dot,
    Square(u32),
    Rect { w: u32, h: u32 },
}

trait Area {
    fn area(&self) -> u32;
    fn twice(&self) -> u32 {
        self.area() * 2
    }
}

impl Area for Shape {
    fn area(&self) -> u32 {
        match *self {
            Shape::Dot => 0,
            Shape::Square(a) => a * a,
            Shape::Rect { w, h } => w * h,
        }
    }
}

fn dynamic(x: &dyn Area) -> u32 {
    x.twice()
}

fn main() {
    let s = [Shape::Dot, Shape::Square(3), Shape::Rect { w: 2, h: 5 }];
    let mut total = 0;
    for x in s.iter() {
        total += x.area();
    }
    assert_eq!(total, 19);
    assert_eq!(dynamic(&s[1]), 18);
    assert!(s[0] == Shape::Dot && s[1] != s[2]);
}
