// How a request reaches a service. A failure is data in the Exchange, never an exception.
#pragma once

#include <atomic>
#include <chrono>
#include <cstddef>
#include <memory>
#include <string>

#include "http/message.h"

namespace plumbline::http {

class Transport {
 public:
  virtual ~Transport() = default;
  // Sends one request and waits for the whole answer, an error, or the time limit.
  virtual Exchange Send(const Request& request) = 0;
};

struct CurlOptions {
  std::string base_url;  // "https://api.example.com/v1"; a request's target is appended
  std::chrono::milliseconds connect_timeout{5'000};
  std::chrono::milliseconds timeout{30'000};
  std::size_t max_response_bytes = 16u << 20;      // of body, and as many again of header fields
  bool use_proxy = true;                           // proxies named in the environment
  const std::atomic<bool>* interrupted = nullptr;  // ends a transfer early when it becomes true
};

// The live client, by libcurl: connections are kept alive between requests, certificates are
// verified, redirects are not followed (a redirect is an answer to be judged). Throws Error where
// `base_url` is not an http or https URL.
std::unique_ptr<Transport> MakeCurlTransport(CurlOptions options);

}  // namespace plumbline::http
