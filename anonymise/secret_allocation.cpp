#include "anonymise/secret_allocation.hpp"

#include <openssl/crypto.h>

#include <cassert>
#include <cstdlib>
#include <functional>

namespace celltally {
namespace {

thread_local SecretAllocation* active = nullptr;

void* allocate(std::size_t octets, const char* /*file*/, int /*line*/) {
  return active != nullptr ? active->take(octets) : std::malloc(octets);
}

void release(void* memory, const char* /*file*/, int /*line*/) {
  if (active == nullptr || !active->owns(memory)) std::free(memory);
}

void* resize(void* memory, std::size_t octets, const char* file, int line) {
  if (active == nullptr) return std::realloc(memory, octets);
  if (memory == nullptr) return allocate(octets, file, line);
  // Cipher contexts do not grow; if they ever do, making the key fails and says so.
  return active->owns(memory) ? nullptr : std::realloc(memory, octets);
}

// OpenSSL takes other memory functions only before its first allocation.
[[maybe_unused]] const bool kBeforeMain = SecretAllocation::installed();

}  // namespace

bool SecretAllocation::installed() noexcept {
  static const bool done = CRYPTO_set_mem_functions(allocate, resize, release) == 1;
  return done;
}

SecretAllocation::SecretAllocation(std::span<std::uint8_t> room) noexcept : room_(room) {
  assert(active == nullptr);
  active = this;
}

SecretAllocation::~SecretAllocation() {
  active = nullptr;
}

void* SecretAllocation::take(std::size_t octets) noexcept {
  constexpr std::size_t kAlignment = 64;
  const std::size_t rounded = (octets + kAlignment - 1) / kAlignment * kAlignment;
  if (rounded < octets || rounded > room_.size() - used_) return nullptr;
  const auto taken = room_.subspan(used_, rounded);
  used_ += rounded;
  return taken.data();
}

bool SecretAllocation::owns(const void* memory) const noexcept {
  const std::less<const void*> before;
  return !before(memory, room_.data()) && before(memory, room_.data() + room_.size());
}

}  // namespace celltally
