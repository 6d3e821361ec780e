using System.Security.Claims;
using CsTelemetry;
using ProjectBoard.Data;
using ProjectBoard.Html;

namespace ProjectBoard.Endpoints;

/// <summary>Finds cards. Tracked by hand, for only a search that was asked for is one, and what it found is worth knowing.</summary>
internal static class SearchEndpoints
{
    private static readonly TelemetryName Search = new("search");

    public static void Map(RouteGroupBuilder group) => group.MapGet("/search", (string? words, ClaimsPrincipal user, Workspaces workspaces, ICsTelemetry telemetry) =>
    {
        const string Form = """<form><input name="words"> <button>Search</button></form>""";
        if (string.IsNullOrWhiteSpace(words))
        {
            return Page.Of("Search", Form);
        }

        var found = workspaces.Search(user.Tenant(), words);
        // The scope of the request knows who. The words stay here: they may be personal.
        telemetry.TrackFeature(Search, new() { Properties = [new("results", found.Count)] });
        return Page.Of("Search", Form + Page.List(found, card => Page.Text(card.Title)));
    });
}
