#pragma once

namespace celltally {

// Owns a file descriptor, or none (-1).
class Descriptor {
 public:
  explicit Descriptor(int number) noexcept : number_(number) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor();

  bool open() const noexcept { return number_ >= 0; }
  int number() const noexcept { return number_; }

  // False, with errno set, when the system could not.
  bool close() noexcept;

 private:
  int number_;
};

}  // namespace celltally
