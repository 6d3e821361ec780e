using System.Security.Claims;
using CsTelemetry.AspNetCore;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Mvc;
using ProjectBoard.Data;
using ProjectBoard.Html;

namespace ProjectBoard.Endpoints;

/// <summary>Signs people in and out. Both are reported without a word here; only the refusal is ours to tell.</summary>
internal static class SignInEndpoints
{
    private const string Password = "demo";

    public static void Map(WebApplication app)
    {
        var group = app.MapGroup("").DisableAntiforgery();
        group.MapGet("/sign-in", (Workspaces workspaces) => Page.Of("Sign in", Form(workspaces), menu: ""));
        group.MapPost("/sign-in", SignInAsync);
        group.MapPost("/sign-out", SignOutAsync);
    }

    private static async Task<IResult> SignInAsync(HttpContext context, Workspaces workspaces, [FromForm] string user, [FromForm] string password)
    {
        var person = workspaces.People.FirstOrDefault(one => one.Id == user);
        if (person is null || password != Password)
        {
            context.ReportLoginFailed(person?.TenantId, person?.Id, reason: person is null ? "unknown_user" : "wrong_password");
            return Results.Redirect("/sign-in");
        }

        Claim[] claims = [new(ClaimTypes.NameIdentifier, person.Id), new(ClaimTypes.Name, person.Name), new(ClaimTypes.Role, person.Role), new(Member.TenantClaim, person.TenantId)];
        await context.SignInAsync(new ClaimsPrincipal(new ClaimsIdentity(claims, CookieAuthenticationDefaults.AuthenticationScheme)));
        return Results.Redirect("/");
    }

    private static async Task SignOutAsync(HttpContext context)
    {
        await context.SignOutAsync();
        context.Response.Redirect("/sign-in");
    }

    private static string Form(Workspaces workspaces) =>
        $"""<form method="post"><select name="user">{string.Concat(workspaces.People.Select(one => $"<option value=\"{one.Id}\">{one.Name}, {one.Role} at {one.TenantId}</option>"))}</select> <input name="password" type="password" value="demo"> <button>Sign in</button></form>""";
}
