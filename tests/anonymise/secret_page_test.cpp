#include "anonymise/secret_page.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <optional>
#include <string>

#include "tests/anonymise/process_memory.hpp"

namespace celltally {
namespace {

using Protection = SecretPage::Protection;

std::uint64_t address_of(const SecretPage& page) {
  return reinterpret_cast<std::uint64_t>(page.bytes().data());
}

bool mapped(std::uint64_t address) {
  const auto regions = test::ProcessMemory::regions();
  return std::ranges::any_of(regions, [address](const auto& region) {
    return region.from <= address && address < region.to;
  });
}

// What the child said, and how it ended.
struct ChildReport {
  std::string text;
  int status = 0;
};

template <typename Work>
ChildReport in_child(Work work) {
  std::array<int, 2> ends{};
  EXPECT_EQ(::pipe(ends.data()), 0);
  const pid_t child = ::fork();
  if (child == 0) {
    const std::string text = work();
    const bool said =
        ::write(ends[1], text.data(), text.size()) == static_cast<ssize_t>(text.size());
    ::_exit(said ? 0 : 1);
  }
  ::close(ends[1]);
  ChildReport report;
  std::array<char, 512> room{};
  for (ssize_t got = 0; (got = ::read(ends[0], room.data(), room.size())) > 0;) {
    report.text.append(room.data(), static_cast<std::size_t>(got));
  }
  ::close(ends[0]);
  ::waitpid(child, &report.status, 0);
  return report;
}

class SecretPageOfEachKind : public testing::TestWithParam<Protection> {
 protected:
  void SetUp() override {
    page_.emplace(SecretPage::allocate(GetParam()).value());
    if (page_->protection() != GetParam()) GTEST_SKIP() << "no memfd_secret(2) here";
  }
  std::optional<SecretPage> page_;
};

INSTANTIATE_TEST_SUITE_P(All, SecretPageOfEachKind,
                         testing::Values(Protection::secret_memory, Protection::locked_memory),
                         [](const auto& kind) {
                           return kind.param == Protection::secret_memory ? "SecretMemory"
                                                                          : "LockedMemory";
                         });

TEST_P(SecretPageOfEachKind, IsZeroAtFirstAndCanBeWritten) {
  EXPECT_EQ(page_->bytes().size(), static_cast<std::size_t>(::sysconf(_SC_PAGESIZE)));
  EXPECT_TRUE(std::ranges::all_of(page_->bytes(), [](auto octet) { return octet == 0; }));
  std::ranges::fill(page_->bytes(), std::uint8_t{0xa5});
  EXPECT_EQ(std::ranges::count(page_->bytes(), 0xa5), ::sysconf(_SC_PAGESIZE));
}

TEST_P(SecretPageOfEachKind, IsUnmappedWhenItDies) {
  const std::uint64_t address = address_of(*page_);
  EXPECT_TRUE(mapped(address));
  page_.reset();
  EXPECT_FALSE(mapped(address));
}

TEST_P(SecretPageOfEachKind, KeepsItsAddressInAMoveAndGivesUpTheOldPage) {
  SecretPage other = SecretPage::allocate(GetParam()).value();
  const std::uint64_t given = address_of(*page_);
  const std::uint64_t lost = address_of(other);
  other = std::move(*page_);
  EXPECT_EQ(address_of(other), given);
  EXPECT_TRUE(page_->bytes().empty());  // NOLINT(bugprone-use-after-move): that is the question
  EXPECT_FALSE(page_->reachable());
  EXPECT_FALSE(mapped(lost));
  EXPECT_TRUE(mapped(given));
}

TEST_P(SecretPageOfEachKind, IsNotThereInAForkedChildWhichCannotSpoilIt) {
  page_->bytes()[0] = 0xa5;
  const ChildReport report = in_child([this] {
    const bool there = mapped(address_of(*page_));
    const bool reachable = page_->reachable();
    page_.reset();
    return std::string(there ? "mapped" : "not mapped") + (reachable ? ", reachable" : "");
  });
  EXPECT_EQ(report.text, "not mapped");
  EXPECT_EQ(report.status, 0);
  EXPECT_EQ(page_->bytes()[0], 0xa5);
}

TEST(SecretPage, IsOverwrittenBeforeItIsUnmapped) {
  std::optional<SecretPage> page(SecretPage::allocate().value());
  if (page->protection() != Protection::secret_memory) GTEST_SKIP() << "no memfd_secret(2) here";
  std::ranges::fill(page->bytes(), std::uint8_t{0xa5});
  const std::size_t octets = page->bytes().size();
  // A second view of the same memory, which outlives the first.
  void* const view = ::mremap(page->bytes().data(), 0, octets, MREMAP_MAYMOVE);
  ASSERT_NE(view, MAP_FAILED);
  const std::span bytes(static_cast<std::uint8_t*>(view), octets);
  EXPECT_EQ(std::ranges::count(bytes, 0xa5), static_cast<std::ptrdiff_t>(octets));
  page.reset();
  EXPECT_EQ(std::ranges::count(bytes, 0), static_cast<std::ptrdiff_t>(octets));
  ::munmap(view, octets);
}

TEST(SecretPage, CannotBeReadThroughProcMemWhenItIsSecretMemory) {
  const SecretPage secret = SecretPage::allocate().value();
  const SecretPage locked = SecretPage::allocate(Protection::locked_memory).value();
  const test::ProcessMemory memory;
  EXPECT_EQ(memory.read_error(address_of(locked)), 0);
  if (secret.protection() != Protection::secret_memory) GTEST_SKIP() << "no memfd_secret(2) here";
  EXPECT_EQ(memory.read_error(address_of(secret)), EIO);
}

TEST(SecretPage, SaysWhatToDoWhenMemoryCannotBeLocked) {
  const ChildReport report = in_child([] {
    const rlimit none{0, 0};
    // The superuser may lock memory beyond any limit.
    if (::setrlimit(RLIMIT_MEMLOCK, &none) != 0 || (::getuid() == 0 && ::setuid(65534) != 0)) {
      return std::string("cannot try");
    }
    static char any = 0;
    if (::mlock(&any, 1) == 0)
      return std::string("cannot try");  // a sanitizer's mlock does nothing
    const auto page = SecretPage::allocate();
    return page ? std::string("got a page") : page.error();
  });
  if (report.text == "cannot try") GTEST_SKIP();
  EXPECT_THAT(report.text,
              testing::AnyOf("cannot lock a page of memory for the key: Operation not permitted; "
                             "raise the limit on locked memory (LimitMEMLOCK= in the unit, ulimit "
                             "-l in a shell) to at least 64 KiB",
                             "cannot lock a page of memory for the key: Cannot allocate memory; "
                             "raise the limit on locked memory (LimitMEMLOCK= in the unit, ulimit "
                             "-l in a shell) to at least 64 KiB"));
}

}  // namespace
}  // namespace celltally
