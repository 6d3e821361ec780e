using System.Security.Claims;
using CsTelemetry.AspNetCore;
using ProjectBoard.Data;
using ProjectBoard.Html;

namespace ProjectBoard.Endpoints;

/// <summary>Lets admins switch automations.</summary>
internal static class SettingsEndpoints
{
    public static void Map(RouteGroupBuilder group)
    {
        group.MapGet("/settings", Show);
        group.MapPost("/settings/boards/{id:int}/greeting/{on:bool}", Switch);
    }

    private static IResult Show(ClaimsPrincipal user, Workspaces workspaces) => Page.Of("Settings", Page.List(
        workspaces.BoardsOf(user.Tenant()),
        board => $"{Page.Text(board.Name)}: new cards are {(board.GreetsNewCards ? "greeted" : "left alone")} "
            + (user.IsAdmin() ? Page.Button($"/settings/boards/{board.Id}/greeting/{!board.GreetsNewCards}", "Change") : "")));

    [Feature("automations.configure")]
    private static IResult Switch(int id, bool on, ClaimsPrincipal user, Workspaces workspaces)
    {
        if (!user.IsAdmin())
        {
            return Results.Forbid();
        }

        workspaces.SetGreeting(user.Tenant(), id, on);
        return Results.Redirect("/settings");
    }
}
