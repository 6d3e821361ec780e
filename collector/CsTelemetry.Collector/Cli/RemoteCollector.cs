using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace CsTelemetry.Collector.Cli;

/// <summary>Calls the REST API of a running collector.</summary>
internal sealed class RemoteCollector : IDisposable
{
    private readonly HttpClient _http;

    public RemoteCollector(Uri url, string? key)
    {
        _http = new HttpClient { BaseAddress = url };
        if (key is not null)
        {
            _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        }
    }

    public void Dispose() => _http.Dispose();

    /// <exception cref="RemoteCallException">The collector refuses, or is not reached.</exception>
    public Task<JsonObject> GetAsync(string path, CancellationToken cancellationToken) =>
        SendAsync(new HttpRequestMessage(HttpMethod.Get, new Uri(path, UriKind.Relative)), cancellationToken);

    /// <exception cref="RemoteCallException">The collector refuses, or is not reached.</exception>
    public Task<JsonObject> PostAsync(string path, JsonNode body, CancellationToken cancellationToken) => SendAsync(
        new HttpRequestMessage(HttpMethod.Post, new Uri(path, UriKind.Relative)) { Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json") },
        cancellationToken);

    /// <exception cref="RemoteCallException">The collector refuses, or is not reached.</exception>
    public Task<JsonObject> PostFileAsync(string path, Stream file, string contentType, CancellationToken cancellationToken)
    {
        var content = new StreamContent(file);
        content.Headers.ContentType = new MediaTypeHeaderValue(contentType);
        return SendAsync(new HttpRequestMessage(HttpMethod.Post, new Uri(path, UriKind.Relative)) { Content = content }, cancellationToken);
    }

    private async Task<JsonObject> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            using (request)
            using (var response = await _http.SendAsync(request, cancellationToken))
            {
                var text = await response.Content.ReadAsStringAsync(cancellationToken);
                return response.IsSuccessStatusCode
                    ? JsonNode.Parse(text)!.AsObject()
                    : throw new RemoteCallException($"{_http.BaseAddress} answered {(int)response.StatusCode}: {Told(text)}");
            }
        }
        catch (HttpRequestException exception)
        {
            throw new RemoteCallException($"The collector at {_http.BaseAddress} was not reached: {exception.Message} Name it with --url.", exception);
        }
        catch (JsonException exception)
        {
            throw new RemoteCallException($"What answers at {_http.BaseAddress} is no collector. Name its HTTP port with --url.", exception);
        }
    }

    private static string Told(string problem)
    {
        try
        {
            return JsonNode.Parse(problem) is JsonObject told ? $"{told["title"]} {told["detail"]}" : problem;
        }
        catch (JsonException)
        {
            return problem;
        }
    }
}
