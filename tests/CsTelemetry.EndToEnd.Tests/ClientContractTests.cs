using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using CsTelemetry.Client.Sending;
using CsTelemetry.EndToEnd.Tests.Running;

namespace CsTelemetry.EndToEnd.Tests;

/// <summary>Every member that the client reads or writes is in the description that a running collector serves, with a type that fits.</summary>
[Collection(SharedPortfolio.Name)]
public sealed class ClientContractTests(PortfolioFixture portfolio)
{
    private static readonly Dictionary<string, JsonTypeInfo> Answers = new()
    {
        ["getAdoptionScore"] = ApiJson.Default.AdoptionScore,
        ["listAdoptionScores"] = ApiJson.Default.AdoptionScorePage,
        ["getAdoptionScoreHistory"] = ApiJson.Default.ScoreHistory,
        ["listScoreRestatements"] = ApiJson.Default.ScoreRestatementPage,
        ["listAccounts"] = ApiJson.Default.AccountPage,
        ["listFeatures"] = ApiJson.Default.FeaturePage,
        ["getFeatureAdoption"] = ApiJson.Default.FeatureAdoptionSeries,
        ["listFeatureNeverUsed"] = ApiJson.Default.NeverUsedPage,
        ["getAccount"] = ApiJson.Default.KnownAccount,
        ["putAccount"] = ApiJson.Default.KnownAccount,
        ["putAccountSeats"] = ApiJson.Default.KnownAccount,
        ["getFeature"] = ApiJson.Default.KnownFeature,
        ["putFeature"] = ApiJson.Default.KnownFeature,
        ["query"] = ApiJson.Default.QueryAnswer,
    };

    private static readonly Dictionary<string, JsonTypeInfo> Bodies = new()
    {
        ["putAccount"] = ApiJson.Default.AccountDocument,
        ["putAccountSeats"] = ApiJson.Default.AccountSeats,
        ["putFeature"] = ApiJson.Default.FeatureDocument,
        ["query"] = ApiJson.Default.QueryRequest,
        ["export"] = ApiJson.Default.ExportRequest,
    };

    [Fact]
    public async Task Every_member_of_the_client_is_described_by_the_collector()
    {
        using var api = new ApiReader(portfolio.Collector.Http, key: null);
        var document = JsonNode.Parse(await api.GetTextAsync("/openapi/v1.json"))!;
        var operations = document["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject()).ToDictionary(operation => (string)operation.Value!["operationId"]!, operation => operation.Value!);
        var contract = new ServedContract(document);

        foreach (var (operation, type) in Answers)
        {
            contract.Compare(operation, type, operations[operation]["responses"]!["200"]!["content"]!["application/json"]!["schema"]!);
        }

        contract.Compare("listFeatureNeverUsed", ApiJson.Default.NeverUsedSummary, operations["listFeatureNeverUsed"]["responses"]!["200"]!["content"]!["application/json"]!["schema"]!);
        foreach (var (operation, type) in Bodies)
        {
            contract.Compare(operation, type, operations[operation]["requestBody"]!["content"]!["application/json"]!["schema"]!);
        }

        Assert.Empty(contract.Faults);
        Assert.True(contract.ComparedCount > 150, $"Only {contract.ComparedCount} members were compared.");
    }
}
