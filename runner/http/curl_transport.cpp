// The only file that sees libcurl.
#include <curl/curl.h>
#include <fmt/format.h>

#include <charconv>

#include "base/error.h"
#include "base/text.h"
#include "http/transport.h"

namespace plumbline::http {
namespace {

struct EasyDeleter {
  void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
};
struct MultiDeleter {
  void operator()(CURLM* handle) const { curl_multi_cleanup(handle); }
};
struct ListDeleter {
  void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};
struct UrlDeleter {
  void operator()(CURLU* url) const { curl_url_cleanup(url); }
};

// What the callbacks of one transfer fill in.
struct Transfer {
  Response response;
  std::size_t header_bytes = 0;
  std::size_t max_bytes = 0;
  bool too_large = false;
};

std::size_t OnBody(char* data, std::size_t size, std::size_t count, void* user) {
  auto& transfer = *static_cast<Transfer*>(user);
  if (transfer.response.body.size() + size * count > transfer.max_bytes) {
    transfer.too_large = true;
    return 0;
  }
  transfer.response.body.append(data, size * count);
  return size * count;
}

std::size_t OnHeader(char* data, std::size_t size, std::size_t count, void* user) {
  auto& transfer = *static_cast<Transfer*>(user);
  const std::string_view line(data, size * count);
  transfer.header_bytes += line.size();
  if (transfer.header_bytes > transfer.max_bytes) {
    transfer.too_large = true;
    return 0;
  }
  if (line.starts_with("HTTP/")) {
    transfer.response.headers.clear();  // of an interim response, as 100 Continue
  } else if (const std::size_t colon = line.find(':'); colon != std::string_view::npos) {
    transfer.response.headers.push_back(
        {std::string(Trim(line.substr(0, colon))), std::string(Trim(line.substr(colon + 1)))});
  }
  return line.size();
}

// libcurl passes lengths that it cannot read over.
bool HasDeclaredLength(const Request& request, int status, const Response& response) {
  const std::string* length = FindHeader(response.headers, "Content-Length");
  const bool bodiless = request.method == "HEAD" || status == 204 || status == 304 || status < 200;
  if (length == nullptr || bodiless || FindHeader(response.headers, "Transfer-Encoding") != nullptr) return true;
  std::size_t declared = 0;
  const char* const end = length->data() + length->size();
  const auto [last, error] = std::from_chars(length->data(), end, declared);
  return error == std::errc() && last == end && declared == response.body.size();
}

std::string_view KindOf(CURLcode code, bool too_large, std::string_view message) {
  if (too_large || code == CURLE_OUT_OF_MEMORY || message.starts_with("Too large response headers")) return "size";
  switch (code) {
    case CURLE_COULDNT_RESOLVE_HOST:
    case CURLE_COULDNT_RESOLVE_PROXY:
      return "resolve";
    case CURLE_COULDNT_CONNECT:
      return "connect";
    case CURLE_OPERATION_TIMEDOUT:
      return "timeout";
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_SSL_CERTPROBLEM:
    case CURLE_SSL_CIPHER:
    case CURLE_SSL_ISSUER_ERROR:
    case CURLE_USE_SSL_FAILED:
      return "tls";
    case CURLE_PARTIAL_FILE:
      return "truncated";
    case CURLE_GOT_NOTHING:
    case CURLE_RECV_ERROR:
    case CURLE_SEND_ERROR:
      return "reset";
    default:
      return "protocol";
  }
}

class CurlTransport final : public Transport {
 public:
  explicit CurlTransport(CurlOptions options) : options_(std::move(options)) {
    static const CURLcode initialised = curl_global_init(CURL_GLOBAL_DEFAULT);
    if (initialised != CURLE_OK) throw Error("libcurl cannot be initialised");
    CheckBaseUrl();
    multi_.reset(curl_multi_init());
    easy_.reset(curl_easy_init());
    if (!multi_ || !easy_) throw Error("libcurl cannot be initialised");
    while (options_.base_url.ends_with('/')) options_.base_url.pop_back();
  }

  Exchange Send(const Request& request) override {
    for (const HeaderField& field : request.headers) {
      // A line break would begin another field (RFC 9110, 5.5).
      if ((field.name + field.value).find_first_of(std::string_view("\r\n\0", 3)) == std::string::npos) continue;
      return {request,
              std::nullopt,
              TransportError{"request", "the header field " + field.name + " would hold a line break"},
              {}};
    }
    Transfer transfer;
    transfer.max_bytes = options_.max_response_bytes;
    char error_text[CURL_ERROR_SIZE] = "";
    const std::string url = options_.base_url + request.target;
    const auto headers = HeaderList(request);
    Configure(request, url, headers.get(), transfer, error_text);

    const auto start = std::chrono::steady_clock::now();
    curl_multi_add_handle(multi_.get(), easy_.get());
    const CURLcode code = Drive();
    long status = 0;
    curl_easy_getinfo(easy_.get(), CURLINFO_RESPONSE_CODE, &status);
    curl_multi_remove_handle(multi_.get(), easy_.get());

    Exchange exchange;
    exchange.request = request;
    exchange.duration = std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - start);
    if (code == CURLE_OK && !HasDeclaredLength(request, static_cast<int>(status), transfer.response)) {
      exchange.error = TransportError{"truncated", "the answer's Content-Length is not the length of its body"};
      return exchange;
    }
    if (code == CURLE_OK) {
      transfer.response.status = static_cast<int>(status);
      exchange.response = std::move(transfer.response);
      return exchange;
    }
    std::string message = transfer.too_large
                              ? fmt::format("the answer is larger than {} bytes", options_.max_response_bytes)
                          : error_text[0] != '\0' ? std::string(error_text)
                                                  : std::string(curl_easy_strerror(code));
    if (code == CURLE_ABORTED_BY_CALLBACK) message = "interrupted";
    // Times differ from run to run; reports do not.
    if (const std::size_t after = message.find(" after "); after != std::string::npos) {
      const std::size_t colon = message.find(": ", after);
      message = message.substr(0, after) + (colon == std::string::npos ? "" : message.substr(colon));
    }
    exchange.error = TransportError{std::string(KindOf(code, transfer.too_large, error_text)), std::move(message)};
    return exchange;
  }

 private:
  void CheckBaseUrl() const {
    const std::unique_ptr<CURLU, UrlDeleter> url(curl_url());
    char* scheme = nullptr;
    const bool parsed = curl_url_set(url.get(), CURLUPART_URL, options_.base_url.c_str(), 0) == CURLUE_OK &&
                        curl_url_get(url.get(), CURLUPART_SCHEME, &scheme, 0) == CURLUE_OK;
    const std::string name = scheme == nullptr ? "" : scheme;
    curl_free(scheme);
    if (!parsed || (name != "http" && name != "https")) {
      throw Error(fmt::format("'{}' is not an http or https URL", options_.base_url));
    }
    if (options_.base_url.find_first_of("?#") != std::string::npos) {
      throw Error(
          fmt::format("the base URL '{}' has a query or fragment; only scheme, host, port and path belong there",
                      options_.base_url));
    }
  }

  static std::unique_ptr<curl_slist, ListDeleter> HeaderList(const Request& request) {
    curl_slist* list = nullptr;
    for (const HeaderField& field : request.headers) {
      // libcurl writes "Name;" as a field without a value and would drop "Name:".
      const std::string line = field.value.empty() ? field.name + ';' : field.name + ": " + field.value;
      list = curl_slist_append(list, line.c_str());
    }
    list = curl_slist_append(list, "Expect:");  // no 100 Continue
    if (request.body && FindHeader(request.headers, "Content-Type") == nullptr) {
      list = curl_slist_append(list, "Content-Type:");  // libcurl would claim a form
    }
    return std::unique_ptr<curl_slist, ListDeleter>(list);
  }

  void Configure(const Request& request, const std::string& url, curl_slist* headers, Transfer& transfer,
                 char* error_text) {
    CURL* easy = easy_.get();
    curl_easy_reset(easy);  // keeps connections
    curl_easy_setopt(easy, CURLOPT_URL, url.c_str());
    curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(easy, CURLOPT_PATH_AS_IS, 1L);
    curl_easy_setopt(easy, CURLOPT_HTTPHEADER, headers);
    curl_easy_setopt(easy, CURLOPT_USERAGENT, "plumbline");
    curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(easy, CURLOPT_FOLLOWLOCATION, 0L);
    curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(options_.connect_timeout.count()));
    curl_easy_setopt(easy, CURLOPT_TIMEOUT_MS, static_cast<long>(options_.timeout.count()));
    curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, OnBody);
    curl_easy_setopt(easy, CURLOPT_WRITEDATA, &transfer);
    curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, OnHeader);
    curl_easy_setopt(easy, CURLOPT_HEADERDATA, &transfer);
    curl_easy_setopt(easy, CURLOPT_ERRORBUFFER, error_text);
    if (!options_.use_proxy) curl_easy_setopt(easy, CURLOPT_NOPROXY, "*");
    if (request.body) {
      curl_easy_setopt(easy, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(request.body->size()));
      curl_easy_setopt(easy, CURLOPT_POSTFIELDS, request.body->data());
    }
    if (request.method == "HEAD") {
      curl_easy_setopt(easy, CURLOPT_NOBODY, 1L);
    } else {
      curl_easy_setopt(easy, CURLOPT_CUSTOMREQUEST, request.method.c_str());
    }
  }

  CURLcode Drive() {
    int running = 1;
    while (running > 0) {
      if (options_.interrupted != nullptr && options_.interrupted->load()) return CURLE_ABORTED_BY_CALLBACK;
      if (curl_multi_perform(multi_.get(), &running) != CURLM_OK) return CURLE_FAILED_INIT;
      if (running > 0) curl_multi_poll(multi_.get(), nullptr, 0, 100, nullptr);
    }
    int left = 0;
    const CURLMsg* message = curl_multi_info_read(multi_.get(), &left);
    return message == nullptr ? CURLE_FAILED_INIT : message->data.result;
  }

  CurlOptions options_;
  std::unique_ptr<CURLM, MultiDeleter> multi_;
  std::unique_ptr<CURL, EasyDeleter> easy_;  // destroyed before the multi handle
};

}  // namespace

std::unique_ptr<Transport> MakeCurlTransport(CurlOptions options) {
  return std::make_unique<CurlTransport>(std::move(options));
}

}  // namespace plumbline::http
