using System.Net;
using System.Net.Http.Headers;

namespace CsTelemetry.Client.Sending;

/// <summary>Makes what calls are sent with from an address and a key.</summary>
internal static class ApiAddress
{
    private const long MaxAnswerBytes = 64 * 1024 * 1024;
    private static readonly TimeSpan ConnectWithin = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(5);

    /// <summary>Gets the address that paths are appended to.</summary>
    /// <exception cref="ArgumentException">There is none, or it is not of HTTP.</exception>
    public static Uri Root(Uri? address, string parameter) =>
        address is { IsAbsoluteUri: true, Scheme: "http" or "https" }
            ? new Uri(address.GetLeftPart(UriPartial.Path).TrimEnd('/') + "/")
            : throw new ArgumentException($"The collector's address is {(address is null ? "not set" : $"\"{address}\"")}; it must be absolute, such as https://collector.example:5318.", parameter);

    /// <summary>Makes a client that sends the key to that address alone, following no redirection.</summary>
    public static HttpClient Connect(Uri root, string key) => new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.All,
        ConnectTimeout = ConnectWithin,
        PooledConnectionLifetime = ConnectionLifetime,
    })
    {
        BaseAddress = root,
        MaxResponseContentBufferSize = MaxAnswerBytes,
        DefaultRequestHeaders = { Authorization = Bearer(key) },
    };

    // The message must not hold the key: it ends up in logs.
    private static AuthenticationHeaderValue Bearer(string key) =>
        !string.IsNullOrEmpty(key) && key.All(character => character is > ' ' and < '\x7f')
            ? new AuthenticationHeaderValue("Bearer", key)
            : throw new ArgumentException("The key is empty or has a character that no key has; pass it as `keys create` printed it, PREFIX.SECRET.", nameof(key));
}
