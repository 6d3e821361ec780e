using System.Net.Http.Headers;
using System.Text;

namespace CsTelemetry.EndToEnd.Tests.Hostile;

/// <summary>Sends what no well-meaning tool sends.</summary>
internal sealed class HostileCaller : IDisposable
{
    private const int AtOnce = 4;
    private readonly HttpClient _http;

    public HostileCaller(Uri address, string key)
    {
        _http = new HttpClient { BaseAddress = address, Timeout = TimeSpan.FromMinutes(2) };
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
    }

    public void Dispose() => _http.Dispose();

    public async Task<HostileAnswer> SendAsync(HostileCall call)
    {
        using var request = new HttpRequestMessage(new HttpMethod(call.Method), new Uri(_http.BaseAddress + call.Path[1..], new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true }));
        if (call.Body is not null)
        {
            request.Content = new ByteArrayContent(call.Body);
            if (call.ContentType is not null)
            {
                request.Content.Headers.TryAddWithoutValidation("content-type", call.ContentType);
            }
        }

        if (call.Header is { } header)
        {
            request.Headers.TryAddWithoutValidation(header.Name, header.Value);
        }

        using var response = await _http.SendAsync(request);
        var text = Encoding.UTF8.GetString(await response.Content.ReadAsByteArrayAsync());
        return new HostileAnswer($"{call.Method} {Short(call.Path)} {call.ContentType} {Short(call.Body is null ? "" : Encoding.UTF8.GetString(call.Body))}", (int)response.StatusCode, response.Content.Headers.ContentType?.MediaType, text);
    }

    /// <summary>Sends all; returns what is wrong with the answers.</summary>
    public async Task<IReadOnlyCollection<string>> FaultsAsync(IEnumerable<HostileCall> calls)
    {
        var faults = new System.Collections.Concurrent.ConcurrentBag<string>();
        await Parallel.ForEachAsync(calls, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (call, _) =>
        {
            try
            {
                foreach (var fault in (await SendAsync(call)).Faults(call.MustBeRefused))
                {
                    faults.Add(fault);
                }
            }
            catch (HttpRequestException exception)
            {
                faults.Add($"{call.Method} {Short(call.Path)}: {exception.Message}");
            }
        });
        return faults;
    }

    private static string Short(string text) => text.Length <= 160 ? text : $"{text[..160]}… ({text.Length})";
}
