//! Chooses the checker's parts for the room `gil`.

fn main() {
    println!("cargo:rustc-cfg=gil_model");
    println!("cargo:rerun-if-changed=build.rs");
}
