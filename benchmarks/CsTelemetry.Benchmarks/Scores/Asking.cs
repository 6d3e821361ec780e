using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;

namespace CsTelemetry.Benchmarks.Scores;

/// <summary>Asks a collector over HTTP, one question after the other, each for another account or order.</summary>
internal sealed class Asking(Uri address, string key, ScoresOptions options)
{
    private const int OneCount = 1_000;
    private const int ListCount = 200;
    private static readonly string[] Sorts = ["account_id", "score", "-score", "trend", "-trend"];

    public async Task<(Latency One, Latency List)> RunAsync(CancellationToken cancellationToken)
    {
        using var http = new HttpClient { BaseAddress = address };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        var dice = new Random(20261122);

        // Whoever asks first waits for the scores to be read from the store, once.
        await AskAsync(http, Score(dice), cancellationToken);
        await AskAsync(http, Page(dice), cancellationToken);
        return (await MeasureAsync(http, OneCount, () => Score(dice), cancellationToken), await MeasureAsync(http, ListCount, () => Page(dice), cancellationToken));
    }

    private static async Task<Latency> MeasureAsync(HttpClient http, int count, Func<string> path, CancellationToken cancellationToken)
    {
        var times = new List<double>(count);
        for (var i = 0; i < count; i++)
        {
            var started = Stopwatch.GetTimestamp();
            await AskAsync(http, path(), cancellationToken);
            times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        }

        return Latency.Of(times);
    }

    private static async Task AskAsync(HttpClient http, string path, CancellationToken cancellationToken)
    {
        using var response = await http.GetAsync(new Uri(path, UriKind.Relative), cancellationToken);
        response.EnsureSuccessStatusCode();
        await response.Content.ReadAsByteArrayAsync(cancellationToken);
    }

    private string Score(Random dice) => string.Create(CultureInfo.InvariantCulture, $"/v1/accounts/account-{dice.Next(options.Accounts):D6}/adoption-score");

    private static string Page(Random dice) => $"/v1/adoption-scores?limit=1000&sort={Sorts[dice.Next(Sorts.Length)]}";
}
