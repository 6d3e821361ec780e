using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace CsTelemetry.Client.Sending;

/// <summary>Makes calls, waits where the collector asks to, and turns refusals into exceptions. Thread-safe.</summary>
internal sealed class ApiPipeline(HttpClient http, Uri address, TimeProvider time)
{
    private const string NameHeader = "Idempotency-Key";
    private static readonly MediaTypeHeaderValue Json = new("application/json");

    /// <summary>Makes a call and reads its answer.</summary>
    public async Task<(T Answer, string? Tag)> ReadAsync<T>(ApiCall call, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class
    {
        using var response = await SendAsync(call, cancellationToken).ConfigureAwait(false);
        try
        {
            var answer = await response.Content.ReadFromJsonAsync(type, cancellationToken).ConfigureAwait(false);
            return (answer ?? throw new JsonException("It is null."), response.Headers.ETag?.ToString());
        }
        catch (JsonException exception)
        {
            var problem = new ApiProblem(response.StatusCode, "The answer cannot be read.") { Detail = $"{exception.Message} Is {address} a collector?" };
            throw new CsTelemetryApiException(call.Name, problem, exception);
        }
    }

    /// <summary>Makes a call and copies its answer to a stream while it comes.</summary>
    public async Task CopyAsync(ApiCall call, Stream destination, CancellationToken cancellationToken)
    {
        using var response = await SendAsync(call with { IsStreamed = true }, cancellationToken).ConfigureAwait(false);
        await response.Content.CopyToAsync(destination, cancellationToken).ConfigureAwait(false);
    }

    private async Task<HttpResponseMessage> SendAsync(ApiCall call, CancellationToken cancellationToken)
    {
        // All tries have one name: the collector makes the call once, and gives the others its answer.
        var name = call.NeedsName ? Guid.NewGuid().ToString("N") : null;
        for (var retries = 0; ; retries++)
        {
            using var request = RequestOf(call, name);
            var completion = call.IsStreamed ? HttpCompletionOption.ResponseHeadersRead : HttpCompletionOption.ResponseContentRead;
            var response = await http.SendAsync(request, completion, cancellationToken).ConfigureAwait(false);
            if (response.IsSuccessStatusCode)
            {
                return response;
            }

            using (response)
            {
                var problem = await ProblemReader.ReadAsync(response, time.GetUtcNow(), cancellationToken).ConfigureAwait(false);
                var wait = call.IsRepeatable ? RetryRule.WaitBefore(problem.Status, problem.RetryAfter, retries, Random.Shared.NextDouble()) : null;
                await Task.Delay(wait ?? throw Refusal(call, problem, response), time, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private HttpRequestMessage RequestOf(ApiCall call, string? name)
    {
        var request = new HttpRequestMessage(call.Method, new Uri(address, call.Path.ToString()));
        call.Condition?.On(request.Headers);
        if (name is not null)
        {
            request.Headers.TryAddWithoutValidation(NameHeader, name);
        }

        if (call.Body is not null)
        {
            request.Content = new ByteArrayContent(call.Body) { Headers = { ContentType = Json } };
        }

        return request;
    }

    private static CsTelemetryApiException Refusal(ApiCall call, ApiProblem problem, HttpResponseMessage response) =>
        problem.Status == HttpStatusCode.PreconditionFailed && call.Condition is not null
            ? new CsTelemetryConflictException(call, problem, response.Headers.ETag?.ToString())
            : new CsTelemetryApiException(call.Name, problem);
}
