using System.Text.Json;

namespace CsTelemetry.LoadGenerator.Naive;

/// <summary>Inserts rows as lines of JSON over ClickHouse's HTTP interface. Thread-safe.</summary>
internal sealed class NaiveTable : IDisposable
{
    public const string UrlVariable = "NAIVE_URL", UserVariable = "NAIVE_USER", PasswordVariable = "NAIVE_PASSWORD";

    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    private readonly HttpClient _http = new();
    private readonly Uri _insert;

    private NaiveTable(Uri url, string user, string password)
    {
        var query = Uri.EscapeDataString("INSERT INTO events FORMAT JSONEachRow");
        _insert = new Uri(url, $"/?database={NaiveServer.Database}&query={query}");
        _http.DefaultRequestHeaders.Add("X-ClickHouse-User", user);
        _http.DefaultRequestHeaders.Add("X-ClickHouse-Key", password);
    }

    public static NaiveTable FromEnvironment() => new(new Uri(Read(UrlVariable)), Read(UserVariable), Read(PasswordVariable));

    public async Task InsertAsync(IEnumerable<NaiveRow> rows, CancellationToken cancellationToken)
    {
        var lines = string.Join('\n', rows.Select(row => JsonSerializer.Serialize(row, Json)));
        using var content = new StringContent(lines);
        using var response = await _http.PostAsync(_insert, content, cancellationToken);
        if (!response.IsSuccessStatusCode)
        {
            throw new InvalidOperationException(await response.Content.ReadAsStringAsync(cancellationToken));
        }
    }

    public void Dispose() => _http.Dispose();

    private static string Read(string variable) =>
        Environment.GetEnvironmentVariable(variable) ?? throw new InvalidOperationException($"{variable} is not set.");
}
